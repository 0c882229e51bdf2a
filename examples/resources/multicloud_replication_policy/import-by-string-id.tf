import {
  to = multicloud_replication_policy.nightly
  id = "cn-north-4/cbb3ce6f-3332-4e7c-b98e-77290d8471ff"
}
