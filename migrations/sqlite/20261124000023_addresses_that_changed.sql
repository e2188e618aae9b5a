-- The addresses that VMmanager showed of a server when it was last read, the main one first.
ALTER TABLE services ADD COLUMN vm_addresses TEXT;
ALTER TABLE services ADD COLUMN vm_addresses_read_at BIGINT;

-- The service that a license served until it stayed behind on an address, while it is on its way to the pool.
ALTER TABLE licenses ADD COLUMN left_service_id BIGINT REFERENCES services (id);

-- A license that stayed behind is returned beside whatever else is done for the service.
DROP INDEX operations_one_open;
CREATE UNIQUE INDEX operations_one_open ON operations (service_id)
WHERE state IN ('ready', 'running', 'failed', 'unknown') AND kind <> 'return_license' AND NOT (state = 'failed' AND step IN ('prepare_recipe', 'await_recipe', 'change_panel'));
