# region/backup_id/destination_region, with project_id after the first for another project than its own
terraform import multicloud_backup_replication.golden cn-north-4/6df2b54c-7a62-4fd1-b0f8-0f4d1ba6d2c9/cn-east-3
