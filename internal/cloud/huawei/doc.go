// Package huawei is CBR, the backup service of Huawei Cloud and of the clouds that run its API: vaults, backups, policies,
// replication across regions and clouds, behind the interfaces of the domain's package vault. The client is a small one of its
// own: the vendor's takes no context, and drops what it does not know.
package huawei
