-- Orders, the services they became, and the clients' ledger.
CREATE TABLE services (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id),
    tariff_name TEXT NOT NULL,
    host_name TEXT NOT NULL,
    os_code TEXT NOT NULL,
    os_name TEXT NOT NULL,
    period BIGINT NOT NULL,
    auto_renewal_period BIGINT,
    panel_name TEXT NOT NULL,
    plan_code TEXT,
    product_id BIGINT REFERENCES license_products (id),
    license_server_id BIGINT REFERENCES processing_modules (id),
    state TEXT NOT NULL CHECK (state IN ('provisioning', 'active', 'suspended', 'deleting', 'deleted', 'failed')),
    panel_state TEXT NOT NULL CHECK (panel_state IN ('none', 'pending', 'active', 'released', 'given_up')),
    delete_on TEXT,
    vm_module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    vm_marker TEXT NOT NULL,
    vm_id TEXT,
    vm_task TEXT,
    vm_requested_at BIGINT,
    root_password_sealed BLOB NOT NULL,
    address TEXT,
    paid_until TEXT NOT NULL,
    anchor_day BIGINT NOT NULL,
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    deleted_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK ((plan_code IS NULL) = (product_id IS NULL))
);
CREATE UNIQUE INDEX services_vm_marker ON services (vm_marker);
CREATE INDEX services_client ON services (client_id, id);
CREATE INDEX services_state ON services (state, id);
CREATE INDEX services_delete_on ON services (delete_on);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id),
    service_id BIGINT NOT NULL REFERENCES services (id),
    one_time_key TEXT NOT NULL,
    period BIGINT NOT NULL,
    quote TEXT NOT NULL,
    total BIGINT NOT NULL,
    currency TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    business_day TEXT NOT NULL
);
CREATE UNIQUE INDEX orders_one_time_key ON orders (client_id, one_time_key);
CREATE UNIQUE INDEX orders_service ON orders (service_id);

CREATE TABLE ledger_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'charge', 'refund', 'correction')),
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    author_id BIGINT REFERENCES users (id),
    order_id BIGINT REFERENCES orders (id),
    service_id BIGINT REFERENCES services (id),
    one_time_key TEXT,
    created_at BIGINT NOT NULL,
    business_day TEXT NOT NULL
);
CREATE UNIQUE INDEX ledger_entries_one_time_key ON ledger_entries (client_id, one_time_key);
CREATE INDEX ledger_entries_client ON ledger_entries (client_id, id);

-- Operations: durable multi-step work, rows of the transaction that wants it.
CREATE TABLE operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    service_id BIGINT NOT NULL REFERENCES services (id),
    state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'failed', 'unknown', 'done', 'given_up')),
    step TEXT NOT NULL,
    data TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    not_before TEXT,
    lease_owner TEXT,
    lease_until BIGINT,
    attempt BIGINT NOT NULL DEFAULT 0,
    failures BIGINT NOT NULL DEFAULT 0,
    note TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX operations_due ON operations (state, run_at, id);
CREATE INDEX operations_leases ON operations (state, lease_until);
CREATE INDEX operations_service ON operations (service_id, id);
CREATE UNIQUE INDEX operations_one_open ON operations (service_id) WHERE state IN ('ready', 'running', 'failed', 'unknown');

CREATE TABLE operation_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    step TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL CHECK (outcome IN ('started', 'done', 'waiting', 'transient', 'permanent', 'unknown')),
    note TEXT
);
CREATE INDEX operation_steps_operation ON operation_steps (operation_id, id);

CREATE TABLE remote_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    operation_id BIGINT REFERENCES operations (id),
    step TEXT,
    function TEXT NOT NULL,
    request TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused', 'unsent', 'unknown')),
    answer TEXT,
    started_at BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL
);
CREATE INDEX remote_calls_operation ON remote_calls (operation_id, id);
CREATE INDEX remote_calls_module ON remote_calls (module_id, id);

-- Who may call a remote system now.
CREATE TABLE remote_slots (
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    slot BIGINT NOT NULL,
    holder TEXT,
    held_until BIGINT NOT NULL,
    last_started BIGINT NOT NULL,
    PRIMARY KEY (module_id, slot)
);

-- One operation at a time on one address.
CREATE TABLE address_locks (
    address TEXT PRIMARY KEY NOT NULL,
    operation_id BIGINT NOT NULL REFERENCES operations (id)
);
CREATE INDEX address_locks_operation ON address_locks (operation_id);

-- Licenses at the license servers as we know them.
CREATE TABLE licenses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    remote_id TEXT NOT NULL,
    product_id BIGINT NOT NULL REFERENCES license_products (id),
    plan_code TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    key_sealed BLOB,
    key_fingerprint TEXT,
    remote_status TEXT NOT NULL CHECK (remote_status IN ('ordered', 'active', 'suspended', 'deleted', 'processing', 'unknown')),
    state TEXT NOT NULL CHECK (state IN ('attached', 'free', 'reserved', 'releasing', 'waiting_address', 'lapsed', 'gone', 'held')),
    service_id BIGINT REFERENCES services (id),
    reserved_by BIGINT REFERENCES operations (id),
    excluded TEXT,
    excluded_until TEXT,
    expires_on TEXT,
    last_ip_change TEXT,
    last_key_change TEXT,
    auto_renewal BOOLEAN,
    acquired TEXT NOT NULL CHECK (acquired IN ('purchase', 'adoption', 'import')),
    free_since TEXT,
    search TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK (state <> 'attached' OR service_id IS NOT NULL),
    CHECK (state <> 'free' OR service_id IS NULL),
    CHECK ((state = 'reserved') = (reserved_by IS NOT NULL))
);
CREATE UNIQUE INDEX licenses_remote ON licenses (module_id, remote_id);
CREATE UNIQUE INDEX licenses_service ON licenses (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX licenses_pool ON licenses (module_id, product_id, state);
CREATE INDEX licenses_state ON licenses (state, expires_on, id);

-- The row written before money is spent.
CREATE TABLE purchase_intents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marker TEXT NOT NULL,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    service_id BIGINT NOT NULL REFERENCES services (id),
    product_id BIGINT NOT NULL REFERENCES license_products (id),
    plan_code TEXT NOT NULL,
    period BIGINT NOT NULL,
    period_choice TEXT NOT NULL,
    address TEXT NOT NULL,
    license_name TEXT NOT NULL,
    expected_cost_e4 BIGINT,
    cost_e4 BIGINT,
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'bought', 'refused', 'unknown', 'given_up')),
    snapshot TEXT,
    sent_at BIGINT,
    settle_until BIGINT,
    license_id BIGINT REFERENCES licenses (id),
    words TEXT,
    decided_by BIGINT REFERENCES users (id),
    created_at BIGINT NOT NULL,
    business_day TEXT NOT NULL,
    CHECK ((state = 'bought') = (license_id IS NOT NULL)),
    CHECK (state NOT IN ('sending', 'unknown') OR snapshot IS NOT NULL)
);
CREATE UNIQUE INDEX purchase_intents_marker ON purchase_intents (marker);
CREATE UNIQUE INDEX purchase_intents_one_live ON purchase_intents (operation_id) WHERE state IN ('planned', 'sending', 'unknown', 'bought');
CREATE UNIQUE INDEX purchase_intents_license ON purchase_intents (license_id) WHERE license_id IS NOT NULL;
CREATE INDEX purchase_intents_state ON purchase_intents (state, id);
CREATE INDEX purchase_intents_client_guard ON purchase_intents (service_id);

-- What happened, for people: the timelines of services and licenses, and the audit trail.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    service_id BIGINT REFERENCES services (id),
    license_id BIGINT REFERENCES licenses (id),
    operation_id BIGINT REFERENCES operations (id),
    module_id BIGINT REFERENCES processing_modules (id) ON DELETE SET NULL,
    actor_id BIGINT REFERENCES users (id),
    data TEXT NOT NULL,
    at BIGINT NOT NULL,
    business_day TEXT NOT NULL
);
CREATE INDEX events_service ON events (service_id, id);
CREATE INDEX events_license ON events (license_id, id);
CREATE INDEX events_operation ON events (operation_id, id);

-- What waits for a person.
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id BIGINT NOT NULL REFERENCES operations (id),
    service_id BIGINT NOT NULL REFERENCES services (id),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by BIGINT REFERENCES users (id),
    note TEXT
);
CREATE UNIQUE INDEX tasks_one_open ON tasks (operation_id) WHERE closed_at IS NULL;
CREATE INDEX tasks_open ON tasks (closed_at, id);
