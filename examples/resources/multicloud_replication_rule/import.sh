# cloud/region/bucket/rule_id, of the source bucket
terraform import multicloud_replication_rule.orders alibaba/cn-hangzhou/orders-hz/5d6a7a52-1c0e-4f0b-9c55-2f8d3a6e9b10
