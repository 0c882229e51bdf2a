// Package cbr simulates Cloud Backup and Recovery of Huawei Cloud, for two clouds that run the same API: vaults, backups,
// policies that fire on the clock, and replication across regions and across clouds with its records and tasks.
//
// It is written from the public CBR documentation and from observed behaviour alone, and shares no code with any client.
// What the documentation leaves open is marked as inferred, and an error code of the simulator's own has SIM in it.
// Nothing runs in the background: every call first brings the state up to the simulated clock's time.
package cbr
