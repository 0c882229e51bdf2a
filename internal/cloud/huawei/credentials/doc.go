// Package credentials finds access keys of Huawei Cloud, and of the clouds that run its API, in the places that users of its
// Terraform provider, SDKs and CLI know, and keeps temporary ones fresh.
//
// First comes what the provider configuration names, then the environment, each in this order: access key, profile of
// ~/.hcloud/config.json, agency of the ECS instance. An agency to assume comes on top of what was found. No request is made
// before the first use, and the metadata service of an instance is asked only where the configuration says so.
package credentials
