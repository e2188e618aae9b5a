-- Operations found by what stands in their way and by whose system it is; tasks that somebody has taken; notes that
-- colleagues leave for each other.
ALTER TABLE operations ADD COLUMN note_kind TEXT;
ALTER TABLE operations ADD COLUMN module_id BIGINT REFERENCES processing_modules (id) ON DELETE SET NULL;
UPDATE operations SET note_kind = json_extract(note, '$.note') WHERE note IS NOT NULL;
UPDATE operations SET module_id = (SELECT CASE json_extract(operations.note, '$.system')
    WHEN 'vmmanager6' THEN s.vm_module_id WHEN 'billmanager' THEN s.license_server_id END
    FROM services s WHERE s.id = operations.service_id) WHERE note IS NOT NULL;
CREATE INDEX operations_state ON operations (state, id);
CREATE INDEX operations_kind ON operations (kind, id);
CREATE INDEX operations_note_kind ON operations (note_kind, id) WHERE note_kind IS NOT NULL;
CREATE INDEX operations_module ON operations (module_id, id) WHERE module_id IS NOT NULL;

ALTER TABLE tasks ADD COLUMN reason_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN holder_id BIGINT REFERENCES users (id);
ALTER TABLE tasks ADD COLUMN held_since BIGINT;
UPDATE tasks SET reason_kind = json_extract(reason, '$.note');
CREATE INDEX tasks_reason ON tasks (reason_kind, id) WHERE closed_at IS NULL;

CREATE TABLE handover_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    author_id BIGINT REFERENCES users (id),
    words TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE INDEX handover_notes_operation ON handover_notes (operation_id, id);
