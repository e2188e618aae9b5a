-- The row written before a license is renewed.
CREATE TABLE renewal_intents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marker TEXT NOT NULL,
    license_id BIGINT NOT NULL REFERENCES licenses (id),
    module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    service_id BIGINT NOT NULL REFERENCES services (id),
    period BIGINT NOT NULL,
    period_choice TEXT NOT NULL,
    expiry_before TEXT NOT NULL,
    expiry_after TEXT,
    expected_cost_e4 BIGINT,
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'done', 'refused', 'unknown', 'given_up')),
    sent_at BIGINT,
    settle_until BIGINT,
    words TEXT,
    decided_by BIGINT REFERENCES users (id),
    created_at BIGINT NOT NULL,
    business_day TEXT NOT NULL,
    CHECK ((state = 'done') = (expiry_after IS NOT NULL)),
    CHECK (state NOT IN ('sending', 'unknown') OR sent_at IS NOT NULL)
);
CREATE UNIQUE INDEX renewal_intents_marker ON renewal_intents (marker);
-- At most one successful or undecided renewal of a license and its expiry; a refused one does not block the next.
CREATE UNIQUE INDEX renewal_intents_one_live ON renewal_intents (license_id, expiry_before) WHERE state IN ('planned', 'sending', 'done', 'unknown');
CREATE INDEX renewal_intents_operation ON renewal_intents (operation_id, id);
CREATE INDEX renewal_intents_service ON renewal_intents (service_id);
CREATE INDEX services_auto_renewal ON services (state, paid_until);
