-- Enumerations, their values and product groups on screens: an order without gaps, and what uses each found without
-- reading everything.
ALTER TABLE enumerations ADD COLUMN order_version BIGINT NOT NULL DEFAULT 1;
CREATE TABLE places AS
SELECT id, ROW_NUMBER() OVER (PARTITION BY enumeration_id ORDER BY sort, id) AS place FROM enumeration_values;
UPDATE enumeration_values SET sort = (SELECT p.place FROM places p WHERE p.id = enumeration_values.id);
DROP TABLE places;

ALTER TABLE license_products ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE license_products SET search = lower(name);

CREATE INDEX price_list_rows_code ON price_list_rows (plan_code, module_id);
CREATE INDEX tariff_options_enumeration ON tariff_options (enumeration_id);
CREATE INDEX tariff_options_default ON tariff_options (default_value_id);
CREATE INDEX services_plan ON services (plan_code, state);
CREATE INDEX services_product ON services (product_id);
CREATE INDEX licenses_plan ON licenses (plan_code, state);
CREATE INDEX licenses_product ON licenses (product_id);
CREATE INDEX purchase_intents_product ON purchase_intents (product_id);
