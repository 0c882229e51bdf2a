# region/id, or region/project_id/id for another project than the region's own
terraform import multicloud_cross_cloud_credential.huawei_cloud tr-central-201/de128dfa-54b7-47c6-9e3f-1b2f6c6d7a21
