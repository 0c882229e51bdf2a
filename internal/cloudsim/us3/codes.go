package us3

import "fmt"

// retCode is what the gateway answers as RetCode; 0 is success.
type retCode int

// The codes of the gateway (API documentation, "public parameters"; 220 and 230 as observed).
const (
	codeThrottled      retCode = 153
	codeNoAction       retCode = 160
	codeUnknownAction  retCode = 161
	codeNoSignature    retCode = 170
	codeBadSignature   retCode = 171
	codeUnknownUser    retCode = 172
	codeUnknownToken   retCode = 174
	codeMissingParam   retCode = 220
	codeBadParam       retCode = 230
	codeUnknownProject retCode = 292
	codeDenied         retCode = 299
)

// The codes of UFile (UFile error code table).
const (
	codeNameTaken           retCode = 15000
	codeBadName             retCode = 15001
	codeBadType             retCode = 15003
	codeNoBucket            retCode = 15010
	codeQuota               retCode = 15011
	codeTooYoung            retCode = 15014
	codeIllegalParam        retCode = 15017
	codeOutOfRange          retCode = 15018
	codeNotEmpty            retCode = 15023
	codeRegionLacksFeature  retCode = 15047
	codeTooManyLifecycles   retCode = 15048
	codePrefixTaken         retCode = 15053
	codeNoLifecycle         retCode = 15054
	codeNoRule              retCode = 15055
	codeRuleExists          retCode = 15056
	codeMirrorConflict      retCode = 15057
	codeMirrorBlocksDelete  retCode = 15071
	codeVersioningConflict  retCode = 15074
	codeReplicationNotOff   retCode = 15075
	maxLifecycles                   = 100 // INFERRED: the documentation names the code, not the number
	standardRuleLimit               = 100
	standardBucketsInRegion         = 20
)

// messages are the texts of codes that say nothing further. The wording of the replication codes on the wire is not
// documented; these are translations.
var messages = map[retCode]string{
	codeThrottled:          "Request too frequent, please try again later",
	codeNoAction:           "MISSING_ACTION",
	codeNoSignature:        "Missing signature",
	codeBadSignature:       "Signature VerifyAC Error",
	codeUnknownUser:        "User Not Exists",
	codeUnknownToken:       "Token Not Exists",
	codeNameTaken:          "bucket name already exists",
	codeBadName:            "invalid bucket name",
	codeBadType:            "invalid bucket type",
	codeNoBucket:           "bucket not exist",
	codeQuota:              "bucket quota exceeded",
	codeTooYoung:           "bucket was created less than 20 minutes ago",
	codeIllegalParam:       "illegal parameter",
	codeOutOfRange:         "parameter out of range",
	codeNotEmpty:           "bucket not empty",
	codeRegionLacksFeature: "the region does not support this feature",
	codeTooManyLifecycles:  "too many lifecycle rules",
	codePrefixTaken:        "prefix already used by another rule",
	codeNoLifecycle:        "lifecycle rule not exist",
	codeNoRule:             "cross-region replication rule not exist",
	codeRuleExists:         "cross-region replication rule already exists",
	codeMirrorConflict:     "cross-region replication and mirror back-to-source cannot be enabled at the same time",
	codeMirrorBlocksDelete: "a bucket with mirror back-to-source enabled cannot be deleted",
	codeVersioningConflict: "cross-region replication and versioning cannot be enabled at the same time",
	codeReplicationNotOff:  "cross-region replication is not turned off, turn the rule off and retry",
}

// failure is an answer with a RetCode that is not 0.
type failure struct {
	code    retCode
	message string
}

func (f *failure) Error() string { return fmt.Sprintf("RetCode %d: %s", f.code, f.message) }

func refuse(code retCode) *failure { return &failure{code, messages[code]} }

func missing(name string) *failure {
	return &failure{codeMissingParam, fmt.Sprintf("Missing params [%s]", name)}
}

func unavailable(name string) *failure {
	return &failure{codeBadParam, fmt.Sprintf("Params [%s] not available", name)}
}
