# Two rules of one COS bucket: objects of the team "billing" go to a colder class, all others are copied as they are. The
# smaller priority wins where both hold.
resource "multicloud_replication_rule" "billing" {
  cloud       = "tencent"
  source      = { bucket = "files-gz-1250000000", region = "ap-guangzhou" }
  destination = { bucket = "files-sh-1250000000", region = "ap-shanghai" }

  replicate_deletes = false # with tags, COS replicates no deletions
  tencent = {
    priority      = 1
    tags          = { team = "billing" }
    storage_class = "STANDARD_IA"
  }
}

resource "multicloud_replication_rule" "files" {
  cloud       = "tencent"
  source      = { bucket = "files-gz-1250000000", region = "ap-guangzhou" }
  destination = { bucket = "files-sh-1250000000", region = "ap-shanghai" }
  tencent     = { priority = 2 }
}
