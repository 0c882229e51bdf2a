package replicationpolicy

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var (
	namePattern     = regexp.MustCompile(`^[\x{4E00}-\x{9FA5}\x{F900}-\x{FA2D}a-zA-Z0-9_-]{1,64}$`)
	regionPattern   = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,255}$`)
	timeZonePattern = regexp.MustCompile(`^UTC[+-]\d{2}:\d{2}$`)

	dailyTypes    = map[string]attr.Type{"every_days": types.Int64Type}
	weeklyTypes   = map[string]attr.Type{"days_utc": types.SetType{ElemType: types.StringType}}
	scheduleTypes = map[string]attr.Type{
		"daily": types.ObjectType{AttrTypes: dailyTypes}, "weekly": types.ObjectType{AttrTypes: weeklyTypes},
		"times_utc": types.SetType{ElemType: types.StringType},
	}
	retentionTypes = map[string]attr.Type{
		"count": types.Int64Type, "days": types.Int64Type, "daily": types.Int64Type, "weekly": types.Int64Type,
		"monthly": types.Int64Type, "yearly": types.Int64Type, "time_zone": types.StringType,
	}
	destinationTypes = map[string]attr.Type{
		"region": types.StringType, "project_id": types.StringType, "target_cloud": types.StringType, "credential_id": types.StringType,
	}
)

func scheduleSchema() schema.SingleNestedAttribute {
	beside := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "When the policy acts, in UTC: `daily` or `weekly`, at some times of day.",
		Attributes: map[string]schema.Attribute{
			"daily": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "Every so many days.",
				Validators: []validator.Object{objectvalidator.ExactlyOneOf(beside("weekly"))},
				Attributes: map[string]schema.Attribute{
					"every_days": schema.Int64Attribute{Required: true, MarkdownDescription: "1 for every day, up to 30."},
				},
			},
			"weekly": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "On days of the week.",
				Attributes: map[string]schema.Attribute{
					"days_utc": schema.SetAttribute{
						Required: true, ElementType: types.StringType,
						MarkdownDescription: "The days, among `MO`, `TU`, `WE`, `TH`, `FR`, `SA` and `SU`. They begin and end in UTC.",
					},
				},
			},
			"times_utc": schema.SetAttribute{
				Required: true, ElementType: types.StringType,
				MarkdownDescription: "The times of day in UTC, as `02:00`: at most 24, an hour or more apart, on the hour. Leave time for the backups to finish before. One a day is usual.",
				Validators:          []validator.Set{setvalidator.SizeAtLeast(1)},
			},
		},
	}
}

func retentionSchema() schema.SingleNestedAttribute {
	besides := func(what string) schema.Int64Attribute {
		return schema.Int64Attribute{
			Optional: true, MarkdownDescription: "Of how many " + what + " the newest replica is kept besides `count`, at most 100. Needs `time_zone`.",
			Validators: []validator.Int64{int64validator.Between(0, 100)},
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "How long replicas that the policy has made are kept: by `count` or by `days`. Left out, they are kept for ever. It is about replicas alone: the " +
			"backups have the retention of their backup policy.",
		Attributes: map[string]schema.Attribute{
			"count": schema.Int64Attribute{
				Optional: true, MarkdownDescription: "How many replicas of each resource are kept.", Validators: []validator.Int64{int64validator.Between(1, 99999)},
			},
			"days": schema.Int64Attribute{
				Optional: true, MarkdownDescription: "How many days each replica is kept.", Validators: []validator.Int64{int64validator.Between(1, 99999)},
			},
			"daily": besides("days"), "weekly": besides("weeks"), "monthly": besides("months"), "yearly": besides("years"),
			"time_zone": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Where a day begins for `daily`, `weekly`, `monthly` and `yearly`, as `UTC+08:00`.",
				Validators: []validator.String{stringvalidator.RegexMatches(timeZonePattern, "must be of the form UTC+08:00")},
			},
		},
	}
}
