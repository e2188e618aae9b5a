-- What a license server took from our account: the day there on which we sent, what a renewal cost, and every line of
-- its expenses with its one cause here.
ALTER TABLE purchase_intents ADD COLUMN sent_on TEXT;
ALTER TABLE renewal_intents ADD COLUMN sent_on TEXT;
ALTER TABLE renewal_intents ADD COLUMN cost_e4 BIGINT;
CREATE INDEX purchase_intents_without_cost ON purchase_intents (module_id, id) WHERE cost_e4 IS NULL;
CREATE INDEX renewal_intents_without_cost ON renewal_intents (module_id, id) WHERE cost_e4 IS NULL;
CREATE INDEX purchase_intents_sent ON purchase_intents (module_id, sent_at);
CREATE INDEX renewal_intents_sent ON renewal_intents (module_id, sent_at);

CREATE TABLE charges (
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
    search TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    CHECK ((state = 'explained') = (purchase_id IS NOT NULL OR renewal_id IS NOT NULL)),
    CHECK (purchase_id IS NULL OR renewal_id IS NULL)
);
CREATE UNIQUE INDEX charges_line ON charges (module_id, line);
CREATE UNIQUE INDEX charges_purchase ON charges (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE UNIQUE INDEX charges_renewal ON charges (renewal_id) WHERE renewal_id IS NOT NULL;
CREATE INDEX charges_state ON charges (state, module_id, id);
CREATE INDEX charges_license ON charges (module_id, remote_id);
