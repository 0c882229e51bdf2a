// Package credentials finds the credentials of Alibaba Cloud in the places that users of its Terraform provider, SDKs
// and CLI know, and keeps temporary ones fresh.
//
// First comes what the provider configuration names, then the environment, each in this order: access key, profile of
// ~/.aliyun/config.json, OIDC token, credentials URI, role of the ECS instance. A role to assume comes on top of what was
// found. No request is made before the first use. The metadata service of an ECS instance is asked only where a role is
// named.
//
// The vendor's own library (credentials-go) is not used: it takes no context and no HTTP client, hence no CA and no
// cancelling; and some of its errors and output quote secrets.
package credentials
