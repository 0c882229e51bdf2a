import {
  to = multicloud_cross_cloud_credential.huawei_cloud
  identity = {
    region = "tr-central-201"
    id     = "de128dfa-54b7-47c6-9e3f-1b2f6c6d7a21"
  }
}
