-- People: clients with their balance, users who log in, sessions.
CREATE TABLE clients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL DEFAULT 0 CHECK (balance >= 0),
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX clients_search ON clients (search);

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    role TEXT NOT NULL CHECK (role IN ('staff', 'client')),
    client_id BIGINT REFERENCES clients (id),
    login TEXT NOT NULL,
    login_folded TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK ((role = 'client') = (client_id IS NOT NULL))
);
CREATE UNIQUE INDEX users_login_folded ON users (login_folded);
CREATE INDEX users_client ON users (client_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- Processing modules: the remote systems.
CREATE TABLE processing_modules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('billmanager', 'vmmanager6')),
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    username TEXT NOT NULL,
    password_sealed BLOB NOT NULL,
    datacenter TEXT NOT NULL,
    department TEXT NOT NULL,
    sort BIGINT NOT NULL,
    min_balance_e4 BIGINT,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
    version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
);

CREATE TABLE license_servers (
    module_id BIGINT PRIMARY KEY NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    claim_policy TEXT NOT NULL CHECK (claim_policy IN ('latest_expiry_first', 'nearest_covering', 'nearest', 'any')),
    ip_change_rule TEXT NOT NULL CHECK (ip_change_rule IN ('more_than_month', 'days31', 'calendar_month')),
    key_change_rule TEXT NOT NULL CHECK (key_change_rule IN ('more_than_month', 'days31', 'calendar_month')),
    free_address TEXT NOT NULL CHECK (free_address IN ('free_address', 'keep_until_reused')),
    renew_before_days BIGINT NOT NULL,
    reserve_days BIGINT NOT NULL,
    min_release_days BIGINT NOT NULL,
    purchases_on BOOLEAN NOT NULL,
    renewals_on BOOLEAN NOT NULL,
    release_counts_as_change TEXT NOT NULL CHECK (release_counts_as_change IN ('unknown', 'yes', 'no')),
    settle_seconds BIGINT NOT NULL,
    in_flight_limit BIGINT NOT NULL,
    min_interval_ms BIGINT NOT NULL
);

CREATE TABLE vm_servers (
    module_id BIGINT PRIMARY KEY NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    cluster_id TEXT NOT NULL,
    use_recipes BOOLEAN NOT NULL,
    license_server_id BIGINT REFERENCES processing_modules (id)
);
CREATE INDEX vm_servers_license_server ON vm_servers (license_server_id);

-- What a remote system last told us, with when and what went wrong.
CREATE TABLE module_reads (
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    value TEXT,
    read_at BIGINT,
    error TEXT,
    error_at BIGINT,
    PRIMARY KEY (module_id, what)
);

-- The license server's price list as last read.
CREATE TABLE price_list_rows (
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    plan_code TEXT NOT NULL,
    period BIGINT NOT NULL,
    name TEXT NOT NULL,
    cost_e4 BIGINT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (module_id, plan_code, period)
);

-- License products and the panels that clients choose from.
CREATE TABLE license_products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    function_prefix TEXT NOT NULL CHECK (function_prefix IN ('soft', 'softexternal', 'platform')),
    addons TEXT NOT NULL
);
CREATE UNIQUE INDEX license_products_name ON license_products (name);

CREATE TABLE plan_codes (
    product_id BIGINT NOT NULL REFERENCES license_products (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    PRIMARY KEY (product_id, code)
);
CREATE INDEX plan_codes_code ON plan_codes (code);

CREATE TABLE enumerations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    intname TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX enumerations_intname ON enumerations (intname);

CREATE TABLE enumeration_values (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enumeration_id BIGINT NOT NULL REFERENCES enumerations (id),
    name TEXT NOT NULL,
    intname TEXT NOT NULL,
    product_id BIGINT REFERENCES license_products (id),
    sort BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK ((intname = 'nopanel') = (product_id IS NULL))
);
CREATE UNIQUE INDEX enumeration_values_intname ON enumeration_values (enumeration_id, intname);

CREATE TABLE tariffs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    provider TEXT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
    sort BIGINT NOT NULL,
    cpu_number BIGINT NOT NULL,
    ram_mib BIGINT NOT NULL,
    disk_mib BIGINT NOT NULL,
    delete_mode TEXT NOT NULL CHECK (delete_mode IN ('at_once', 'after_paid_period')),
    suspend_release_days BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE tariff_modules (
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id),
    PRIMARY KEY (tariff_id, module_id)
);
CREATE INDEX tariff_modules_module ON tariff_modules (module_id);

CREATE TABLE tariff_periods (
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    period BIGINT NOT NULL,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    setup BIGINT NOT NULL CHECK (setup >= 0),
    PRIMARY KEY (tariff_id, period)
);

CREATE TABLE tariff_systems (
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    os_code TEXT NOT NULL,
    name TEXT NOT NULL,
    sort BIGINT NOT NULL,
    PRIMARY KEY (tariff_id, os_code)
);

CREATE TABLE alignment_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    module_id BIGINT NOT NULL REFERENCES processing_modules (id) ON DELETE CASCADE,
    source_period BIGINT NOT NULL,
    change_into BIGINT NOT NULL,
    tariff_id BIGINT REFERENCES tariffs (id) ON DELETE CASCADE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX alignment_rules_tariff ON alignment_rules (module_id, source_period, tariff_id);
CREATE UNIQUE INDEX alignment_rules_general ON alignment_rules (module_id, source_period) WHERE tariff_id IS NULL;

CREATE TABLE tariff_options (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('panel_license')),
    name TEXT NOT NULL,
    intname TEXT NOT NULL,
    enumeration_id BIGINT NOT NULL REFERENCES enumerations (id),
    default_value_id BIGINT REFERENCES enumeration_values (id),
    enabled BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX tariff_options_intname ON tariff_options (tariff_id, intname);

CREATE TABLE option_values (
    option_id BIGINT NOT NULL REFERENCES tariff_options (id) ON DELETE CASCADE,
    value_id BIGINT NOT NULL REFERENCES enumeration_values (id),
    available BOOLEAN NOT NULL,
    PRIMARY KEY (option_id, value_id)
);

CREATE TABLE option_prices (
    option_id BIGINT NOT NULL,
    value_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    setup BIGINT NOT NULL CHECK (setup >= 0),
    PRIMARY KEY (option_id, value_id, period),
    FOREIGN KEY (option_id, value_id) REFERENCES option_values (option_id, value_id) ON DELETE CASCADE
);
