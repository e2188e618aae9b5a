-- What a service was sold: what staff change of its tariff afterwards leaves it as it is.
ALTER TABLE services ADD COLUMN cpu_number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN ram_mib BIGINT NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN disk_mib BIGINT NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN delete_mode TEXT NOT NULL DEFAULT 'after_paid_period' CHECK (delete_mode IN ('at_once', 'after_paid_period'));
ALTER TABLE services ADD COLUMN suspend_release_days BIGINT NOT NULL DEFAULT 7;
UPDATE services SET
    cpu_number = (SELECT t.cpu_number FROM tariffs t WHERE t.id = services.tariff_id),
    ram_mib = (SELECT t.ram_mib FROM tariffs t WHERE t.id = services.tariff_id),
    disk_mib = (SELECT t.disk_mib FROM tariffs t WHERE t.id = services.tariff_id),
    delete_mode = (SELECT t.delete_mode FROM tariffs t WHERE t.id = services.tariff_id),
    suspend_release_days = (SELECT t.suspend_release_days FROM tariffs t WHERE t.id = services.tariff_id);

-- What uses a tariff is looked up before it is deleted, or its currency changed.
CREATE INDEX services_tariff ON services (tariff_id);
CREATE INDEX orders_tariff ON orders (tariff_id);
CREATE INDEX alignment_rules_of_tariff ON alignment_rules (tariff_id);
