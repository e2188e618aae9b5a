-- The list of processing modules: searched and sorted; and what uses a module, found without reading every service.
ALTER TABLE processing_modules ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE processing_modules SET search = lower(name || ' ' || url || ' ' || username || ' ' || datacenter);
CREATE INDEX processing_modules_sort ON processing_modules (sort, id);
CREATE INDEX processing_modules_state ON processing_modules (state, sort, id);
CREATE INDEX services_vm_module ON services (vm_module_id, state);
CREATE INDEX services_license_server ON services (license_server_id, state);
