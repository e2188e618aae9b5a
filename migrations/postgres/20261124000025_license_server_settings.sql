-- How a license server is logged in to, and what is done with a purchase that stays unknown; charges that somebody has
-- looked into; services and licenses in the order in which their terms end.
ALTER TABLE license_servers ADD COLUMN log_in TEXT NOT NULL DEFAULT 'password' CHECK (log_in IN ('password', 'session'));
ALTER TABLE license_servers ADD COLUMN after_settle TEXT NOT NULL DEFAULT 'person' CHECK (after_settle IN ('person', 'order_again'));

ALTER TABLE charges ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE charges ADD COLUMN acknowledged_by BIGINT REFERENCES users (id);
ALTER TABLE charges ADD COLUMN acknowledged_note TEXT;
CREATE INDEX charges_unacknowledged ON charges (id) WHERE state = 'unexplained' AND acknowledged_at IS NULL;

CREATE INDEX services_with_panel ON services (license_server_id, id)
WHERE state = 'active' AND panel_state IN ('active', 'pending');
