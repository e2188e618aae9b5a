-- What staff edit on screens: drafts, history, product groups, options of every kind, recipes, rates.

-- The wizard that adds a processing module: what was entered so far, its password sealed.
CREATE TABLE module_drafts (
    id TEXT PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    password_sealed BLOB,
    report TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX module_drafts_user ON module_drafts (user_id);
CREATE INDEX module_drafts_updated_at ON module_drafts (updated_at);

-- What a form made, by the form's one-time key: a form that is sent twice makes one thing.
CREATE TABLE form_keys (
    one_time_key TEXT PRIMARY KEY NOT NULL,
    object_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX form_keys_created_at ON form_keys (created_at);

-- Who changed what in the catalogue: old and new values. `root` is the object on whose page the history is read.
CREATE TABLE catalogue_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    root TEXT NOT NULL CHECK (root IN ('module', 'product', 'enumeration', 'tariff', 'rates')),
    root_id BIGINT NOT NULL,
    object TEXT NOT NULL CHECK (object IN ('module', 'rule', 'product', 'enumeration', 'value', 'tariff', 'option', 'prices', 'rate')),
    object_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('added', 'changed', 'deleted', 'restored')),
    changes TEXT NOT NULL,
    actor_id BIGINT REFERENCES users (id),
    at BIGINT NOT NULL,
    business_day TEXT NOT NULL
);
CREATE INDEX catalogue_changes_root ON catalogue_changes (root, root_id, id);
CREATE INDEX catalogue_changes_object ON catalogue_changes (object, object_id, id);

-- What one unit of a currency was worth in another on a day, in 10^-8.
CREATE TABLE currency_rates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_currency TEXT NOT NULL,
    to_currency TEXT NOT NULL,
    e8 BIGINT NOT NULL CHECK (e8 > 0),
    on_day TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX currency_rates_day ON currency_rates (from_currency, to_currency, on_day);

-- Two modules on one account would read and spend one pool twice.
CREATE UNIQUE INDEX processing_modules_account ON processing_modules (kind, url, username);
ALTER TABLE license_servers ADD COLUMN shortest_renewals BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE license_products ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE enumerations ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE enumerations SET search = lower(name || ' ' || intname);
ALTER TABLE enumeration_values ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE enumeration_values SET search = lower(name || ' ' || intname);
CREATE INDEX enumeration_values_sort ON enumeration_values (enumeration_id, sort, id);
CREATE INDEX enumeration_values_product ON enumeration_values (product_id);

-- A server made from a preset of VMmanager leaves processors, memory and disk to it.
ALTER TABLE tariffs ADD COLUMN preset_id TEXT;
ALTER TABLE tariffs ADD COLUMN preset_name TEXT;
ALTER TABLE tariffs ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE tariffs SET search = lower(name || ' ' || provider);
CREATE INDEX tariffs_sort ON tariffs (sort, id);
CREATE INDEX tariffs_state ON tariffs (state, sort, id);

-- How a panel gets onto a new server of a tariff.
CREATE TABLE tariff_recipes (
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    value_id BIGINT NOT NULL REFERENCES enumeration_values (id) ON DELETE CASCADE,
    install TEXT NOT NULL CHECK (install IN ('automatic', 'by_client')),
    recipe_id TEXT,
    recipe_name TEXT,
    recipe_params TEXT NOT NULL,
    steps TEXT NOT NULL,
    PRIMARY KEY (tariff_id, value_id),
    CHECK ((install = 'automatic') = (recipe_id IS NOT NULL))
);
CREATE INDEX tariff_recipes_value ON tariff_recipes (value_id);
ALTER TABLE services ADD COLUMN panel_install TEXT NOT NULL DEFAULT 'none' CHECK (panel_install IN ('none', 'by_client', 'waiting', 'running', 'installed', 'failed'));
ALTER TABLE services ADD COLUMN recipe_id TEXT;
ALTER TABLE services ADD COLUMN recipe_name TEXT;
ALTER TABLE services ADD COLUMN recipe_params TEXT;
ALTER TABLE services ADD COLUMN recipe_task TEXT;
ALTER TABLE services ADD COLUMN install_steps TEXT;
UPDATE services SET panel_install = CASE WHEN plan_code IS NULL THEN 'none' ELSE 'by_client' END;
ALTER TABLE services ADD COLUMN preset_id TEXT;

-- Options of every kind: a list of panels, a yes or no, a number. SQLite changes no check: the tables are made anew.
CREATE TABLE new_tariff_options (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tariff_id BIGINT NOT NULL REFERENCES tariffs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('panel_license', 'backups', 'extra_addresses', 'other')),
    name TEXT NOT NULL,
    intname TEXT NOT NULL,
    enumeration_id BIGINT REFERENCES enumerations (id),
    default_value_id BIGINT REFERENCES enumeration_values (id),
    enabled BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    value_type TEXT NOT NULL DEFAULT 'enumeration' CHECK (value_type IN ('enumeration', 'boolean', 'integer')),
    billing_type TEXT NOT NULL DEFAULT 'per_period' CHECK (billing_type IN ('per_period', 'not_charged')),
    default_amount BIGINT NOT NULL DEFAULT 0,
    included BIGINT NOT NULL DEFAULT 0,
    minimum BIGINT NOT NULL DEFAULT 0,
    maximum BIGINT NOT NULL DEFAULT 1,
    step BIGINT NOT NULL DEFAULT 1,
    unit TEXT NOT NULL DEFAULT '',
    sort BIGINT NOT NULL DEFAULT 0,
    CHECK ((kind = 'panel_license') = (value_type = 'enumeration')),
    CHECK ((value_type = 'enumeration') = (enumeration_id IS NOT NULL)),
    CHECK (minimum >= 0 AND maximum >= minimum AND step > 0 AND included >= 0)
);
CREATE TABLE new_option_values (
    option_id BIGINT NOT NULL REFERENCES new_tariff_options (id) ON DELETE CASCADE,
    value_id BIGINT NOT NULL REFERENCES enumeration_values (id),
    available BOOLEAN NOT NULL,
    PRIMARY KEY (option_id, value_id)
);
CREATE TABLE new_option_prices (
    option_id BIGINT NOT NULL,
    value_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    setup BIGINT NOT NULL CHECK (setup >= 0),
    PRIMARY KEY (option_id, value_id, period),
    FOREIGN KEY (option_id, value_id) REFERENCES new_option_values (option_id, value_id) ON DELETE CASCADE
);
INSERT INTO new_tariff_options (id, tariff_id, kind, name, intname, enumeration_id, default_value_id, enabled, version)
SELECT id, tariff_id, kind, name, intname, enumeration_id, default_value_id, enabled, version FROM tariff_options;
INSERT INTO new_option_values (option_id, value_id, available) SELECT option_id, value_id, available FROM option_values;
INSERT INTO new_option_prices (option_id, value_id, period, cost, setup)
SELECT option_id, value_id, period, cost, setup FROM option_prices;
DROP TABLE option_prices;
DROP TABLE option_values;
DROP TABLE tariff_options;
ALTER TABLE new_tariff_options RENAME TO tariff_options;
ALTER TABLE new_option_values RENAME TO option_values;
ALTER TABLE new_option_prices RENAME TO option_prices;
CREATE UNIQUE INDEX tariff_options_intname ON tariff_options (tariff_id, intname);
CREATE UNIQUE INDEX tariff_options_one_panel ON tariff_options (tariff_id) WHERE kind = 'panel_license';

CREATE INDEX option_values_value ON option_values (value_id);

-- What a yes, or one unit of a number, costs.
CREATE TABLE option_unit_prices (
    option_id BIGINT NOT NULL REFERENCES tariff_options (id) ON DELETE CASCADE,
    period BIGINT NOT NULL,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    setup BIGINT NOT NULL CHECK (setup >= 0),
    PRIMARY KEY (option_id, period)
);

-- What a service was ordered with, beside its panel.
CREATE TABLE service_options (
    service_id BIGINT NOT NULL REFERENCES services (id),
    intname TEXT NOT NULL,
    option_id BIGINT REFERENCES tariff_options (id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('backups', 'extra_addresses', 'other')),
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (service_id, intname)
);
CREATE INDEX service_options_option ON service_options (option_id);

ALTER TABLE orders ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE orders SET search = (SELECT s.search FROM services s WHERE s.id = orders.service_id);
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE INDEX ledger_entries_order ON ledger_entries (order_id);
