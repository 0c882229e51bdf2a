// Package iam simulates the Identity and Access Management of Huawei Cloud, for two clouds that run the same API: Huawei
// Cloud itself and HCS Online. It holds their accounts, projects, users and agencies, checks AK/SK signatures and
// tokens as the API gateway does, and answers the few calls that clients of other services make: projects, domains,
// tokens and temporary keys.
//
// It is written from the public IAM documentation and from observed behaviour alone, and shares no code with any client.
package iam
