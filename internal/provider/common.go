package provider

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// The environment variables of what all clouds have in common; that of the checks is replication.ChecksVariable.
const (
	caBundleVariable    = "MULTICLOUD_CA_BUNDLE_FILE"
	maxRetriesVariable  = "MULTICLOUD_MAX_RETRIES"
	maxRequestsVariable = "MULTICLOUD_MAX_REQUESTS_PER_SECOND"
	preflightVariable   = "MULTICLOUD_PREFLIGHT"
)

// common is what all clouds have in common.
type common struct {
	// unknown is set while a value that the HTTP stack needs is not known.
	unknown              bool
	userAgent            string
	caBundleFile         string
	maxRetries           int
	maxRequestsPerSecond float64
	offline              bool
	policy               replication.Policy
}

// readCommon takes each value from the configuration, else from its environment variable.
func readCommon(ctx context.Context, config model, diags *diag.Diagnostics) common {
	c := common{
		unknown:      config.CABundleFile.IsUnknown() || config.MaxRetries.IsUnknown() || config.MaxRequestsPerSecond.IsUnknown(),
		caBundleFile: config.CABundleFile.ValueString(),
		maxRetries:   transport.DefaultMaxRetries,
		policy:       readPolicy(ctx, config.Checks, diags),
	}
	if c.caBundleFile == "" {
		c.caBundleFile = os.Getenv(caBundleVariable)
	}
	if !config.MaxRetries.IsNull() {
		c.maxRetries = int(config.MaxRetries.ValueInt64())
	} else if text := os.Getenv(maxRetriesVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			addVariableError(diags, maxRetriesVariable, text, "a whole number, 0 or more")
		}
		c.maxRetries = n
	}
	if !config.MaxRequestsPerSecond.IsNull() {
		c.maxRequestsPerSecond = config.MaxRequestsPerSecond.ValueFloat64()
	} else if text := os.Getenv(maxRequestsVariable); text != "" {
		n, err := strconv.ParseFloat(text, 64)
		// The comparison is written so that NaN fails it.
		if err != nil || !(n >= 0) {
			addVariableError(diags, maxRequestsVariable, text, "a number, 0 or more")
		}
		c.maxRequestsPerSecond = n
	}
	switch preflight := firstOf(config.Preflight.ValueString(), os.Getenv(preflightVariable)); preflight {
	case "", preflightLive:
		// Nothing is asked before it is known that it may be.
		c.offline = config.Preflight.IsUnknown()
	case preflightOffline:
		c.offline = true
	default:
		addVariableError(diags, preflightVariable, preflight, `"live" or "offline"`)
	}
	return c
}

// readPolicy puts the configuration's checks over those of the environment. What is not known yet is at most a warning:
// it gets its severity when it is.
func readPolicy(ctx context.Context, checks types.Map, diags *diag.Diagnostics) replication.Policy {
	policy, err := replication.ChecksFromEnvironment()
	if err != nil {
		diags.AddError("Invalid Environment", sentence(err))
	}
	if checks.IsUnknown() {
		undecided := replication.Policy{}
		for _, c := range replication.Catalogue() {
			undecided[c.ID] = min(c.Severity, replication.SeverityWarning)
		}
		return policy.With(undecided)
	}
	elements := map[string]types.String{}
	diags.Append(checks.ElementsAs(ctx, &elements, false)...)
	configured := replication.Policy{}
	for id, element := range elements {
		if element.IsUnknown() {
			configured[id] = replication.SeverityWarning
			continue
		}
		// The schema has refused what is not valid.
		severity, _ := replication.ParseSeverity(element.ValueString())
		configured[id] = severity
	}
	return policy.With(configured)
}

func addVariableError(diags *diag.Diagnostics, name, value, want string) {
	diags.AddError("Invalid Environment", fmt.Sprintf("The environment variable %s is %q; it must be %s.", name, value, want))
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sentence makes an error's text one: with a capital and a full stop.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
