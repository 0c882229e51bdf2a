# The account's limit of prefixes was raised, and this configuration knows what it does about chains.
provider "multicloud" {
  alibaba = {}
  checks  = { A5 = "warn", G3 = "off" }
}
