terraform {
  required_version = ">= 1.11"
  required_providers {
    multicloud = {
      source  = "multicloud-replication/multicloud"
      version = "~> 0.1"
    }
  }
}

provider "multicloud" {
  alibaba = {} # credentials from the environment variables and files of Alibaba Cloud's own tools
}
