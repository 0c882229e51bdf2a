import {
  to = multicloud_backup_replication.golden
  id = "cn-north-4/6df2b54c-7a62-4fd1-b0f8-0f4d1ba6d2c9/cn-east-3"
}
