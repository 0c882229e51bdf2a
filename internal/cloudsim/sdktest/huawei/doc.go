// Package huawei has no code: its test runs Huawei Cloud's own SDK for Go against the simulated CBR and IAM, as they are
// served by cloudsim serve. Run it in this folder with "go test ./...".
package huawei
