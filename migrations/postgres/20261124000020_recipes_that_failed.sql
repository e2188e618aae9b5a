-- A recipe that failed may wait for a person for long; the service's license is renewed meanwhile.
DROP INDEX operations_one_open;
CREATE UNIQUE INDEX operations_one_open ON operations (service_id)
WHERE state IN ('ready', 'running', 'failed', 'unknown') AND NOT (state = 'failed' AND step IN ('prepare_recipe', 'await_recipe'));

CREATE INDEX services_recipes ON services (vm_module_id) WHERE recipe_task IS NOT NULL OR panel_install = 'running';
