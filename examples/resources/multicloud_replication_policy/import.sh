# region/id, or region/project_id/id for another project than the region's own
terraform import multicloud_replication_policy.nightly cn-north-4/cbb3ce6f-3332-4e7c-b98e-77290d8471ff
