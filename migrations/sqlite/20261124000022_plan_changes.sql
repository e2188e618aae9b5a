-- The row written before a license is changed to another plan, and its charge; the panel that a service was changed to.
CREATE TABLE plan_change_intents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marker TEXT NOT NULL,
    license_id BIGINT NOT NULL REFERENCES licenses (id),
    module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    service_id BIGINT NOT NULL REFERENCES services (id),
    from_code TEXT NOT NULL,
    to_code TEXT NOT NULL,
    to_product_id BIGINT NOT NULL REFERENCES license_products (id),
    period BIGINT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('direct', 'wizard')),
    expected_cost_e4 BIGINT,
    cost_e4 BIGINT,
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'done', 'refused', 'unknown', 'given_up')),
    sent_at BIGINT,
    sent_on TEXT,
    settle_until BIGINT,
    words TEXT,
    decided_by BIGINT REFERENCES users (id),
    created_at BIGINT NOT NULL,
    business_day TEXT NOT NULL,
    CHECK (from_code <> to_code),
    CHECK (state NOT IN ('sending', 'done', 'unknown') OR sent_at IS NOT NULL)
);
CREATE UNIQUE INDEX plan_change_intents_marker ON plan_change_intents (marker);
-- A license is changed once at a time; one that is done does not block the next.
CREATE UNIQUE INDEX plan_change_intents_one_live ON plan_change_intents (license_id) WHERE state IN ('planned', 'sending', 'unknown');
CREATE INDEX plan_change_intents_operation ON plan_change_intents (operation_id, id);
CREATE INDEX plan_change_intents_service ON plan_change_intents (service_id);
CREATE INDEX plan_change_intents_sent ON plan_change_intents (module_id, sent_at);
CREATE INDEX plan_change_intents_without_cost ON plan_change_intents (module_id, id) WHERE cost_e4 IS NULL;

CREATE TABLE charges_with_plan_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    line TEXT NOT NULL,
    day TEXT,
    amount_e4 BIGINT NOT NULL,
    currency TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('purchase', 'renewal', 'plan_change', 'unknown')),
    words TEXT NOT NULL,
    remote_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'unexplained', 'explained')),
    purchase_id BIGINT REFERENCES purchase_intents (id),
    renewal_id BIGINT REFERENCES renewal_intents (id),
    plan_change_id BIGINT REFERENCES plan_change_intents (id),
    search TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    CHECK ((state = 'explained') = (purchase_id IS NOT NULL OR renewal_id IS NOT NULL OR plan_change_id IS NOT NULL)),
    CHECK ((purchase_id IS NULL OR renewal_id IS NULL) AND (plan_change_id IS NULL OR (purchase_id IS NULL AND renewal_id IS NULL)))
);
INSERT INTO charges_with_plan_changes (id, module_id, line, day, amount_e4, currency, kind, words, remote_id, state,
    purchase_id, renewal_id, search, seen_at)
SELECT id, module_id, line, day, amount_e4, currency, kind, words, remote_id, state, purchase_id, renewal_id, search,
    seen_at FROM charges;
DROP TABLE charges;
ALTER TABLE charges_with_plan_changes RENAME TO charges;
CREATE UNIQUE INDEX charges_line ON charges (module_id, line);
CREATE UNIQUE INDEX charges_purchase ON charges (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE UNIQUE INDEX charges_renewal ON charges (renewal_id) WHERE renewal_id IS NOT NULL;
CREATE INDEX charges_state ON charges (state, module_id, id);
CREATE INDEX charges_license ON charges (module_id, remote_id);
CREATE UNIQUE INDEX charges_plan_change ON charges (plan_change_id) WHERE plan_change_id IS NOT NULL;

-- The value of the tariff's panel option that a service renews with, where it is not the one that was ordered.
ALTER TABLE services ADD COLUMN panel_value_id BIGINT;

-- A change of panel that was refused at its first step leaves all as it was, and keeps nothing else waiting.
DROP INDEX operations_one_open;
CREATE UNIQUE INDEX operations_one_open ON operations (service_id)
WHERE state IN ('ready', 'running', 'failed', 'unknown') AND NOT (state = 'failed' AND step IN ('prepare_recipe', 'await_recipe', 'change_panel'));
