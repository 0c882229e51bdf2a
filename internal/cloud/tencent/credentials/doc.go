// Package credentials finds the credentials of Tencent Cloud in the places that users of its Terraform provider, SDKs and
// CLI know, and keeps temporary ones fresh.
//
// First comes what the provider configuration names, then the environment, each in this order: secret id and key, OIDC
// token, profile of the CLI (~/.tccli), the SDKs' file (~/.tencentcloud/credentials), the identity of a TKE pod, role of the CVM
// instance. A role to assume comes on top of what was found. No request is made before the first use. The metadata
// service of a CVM instance is asked only where a role is named.
//
// The vendor's own library (tencentcloud-sdk-go common) is not used: it takes no context and no HTTP client, hence no CA and
// no cancelling, and it reads files that the user did not name. Sign-in by SAML and MFA codes are left out: neither can be renewed
// while nobody watches.
package credentials
