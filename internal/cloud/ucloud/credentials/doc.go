// Package credentials finds the keys of UCloud in the places that users of its Terraform provider, SDKs and CLI know.
//
// First comes what the provider configuration names, then the environment, each in this order: a key pair, a profile of
// ~/.ucloud. Project and base URL come from the configuration, the environment, or the profile that gave the keys. No request is made.
package credentials
