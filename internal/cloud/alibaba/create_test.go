package alibaba

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// routes answers by the API called.
func routes(answers map[string]func(*http.Request) canned) func(*http.Request) canned {
	return func(r *http.Request) canned {
		query := r.URL.Query()
		switch {
		case query.Has("bucketInfo"):
			return answers["info"](r)
		case query.Get("comp") == "add":
			return answers["put"](r)
		case query.Get("comp") == "delete":
			return answers["delete"](r)
		case query.Has("rtc"):
			return answers["rtc"](r)
		default:
			return answers["list"](r)
		}
	}
}

func listed(rules string) func(*http.Request) canned {
	return reply(200, "<ReplicationConfiguration>"+rules+"</ReplicationConfiguration>")
}

func listedRule(id, status string) string {
	return "<Rule><ID>" + id + "</ID><Action>ALL</Action><Destination><Bucket>orders-bj</Bucket><Location>oss-cn-beijing</Location></Destination><Status>" +
		status + "</Status><HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>"
}

var noRules = reply(404, errorXML("NoSuchReplicationConfiguration", "The bucket you specified does not have replication configuration.", ""))

func wanted(id string) replication.Rule {
	return replication.Rule{ID: id, Source: ordersHz, Destination: ordersBj, Enabled: true, ReplicateDeletes: true}
}

func TestCreateTakesTheIDOfTheAnswer(t *testing.T) {
	t.Parallel()
	made := false
	d, _ := newTestDriver(t, routes(map[string]func(*http.Request) canned{
		"put": func(r *http.Request) canned {
			made = true
			return reply(200, "", "x-oss-replication-rule-id", "theirs")(r)
		},
		"list": func(r *http.Request) canned {
			if !made {
				return noRules(r)
			}
			return listed(listedRule("theirs", "starting"))(r)
		},
	}), nil)
	rule, err := d.Create(t.Context(), wanted("ours"), nil)
	if err != nil || rule.ID != "theirs" {
		t.Errorf("Create returned %+v, %v", rule, err)
	}
}

func TestCreateExplainsAnInvalidTarget(t *testing.T) {
	t.Parallel()
	target := reply(400, errorXML("InvalidTargetBucket", "The target bucket is invalid for bucket replication.", ""))
	info := func(location string) func(*http.Request) canned {
		return reply(200, "<BucketInfo><Bucket><Name>orders-bj</Name><Location>"+location+"</Location></Bucket></BucketInfo>")
	}
	itself := wanted("r")
	itself.Destination = itself.Source
	for name, test := range map[string]struct {
		rule       replication.Rule
		info       func(*http.Request) canned
		constraint string
	}{
		"itself":        {itself, nil, "G1"},
		"missing":       {wanted("r"), reply(404, errorXML("NoSuchBucket", "x", "")), "G6"},
		"foreign":       {wanted("r"), reply(403, errorXML("AccessDenied", "x", "")), "A12"},
		"own":           {wanted("r"), info("oss-cn-beijing"), "A12"},
		"wrong region":  {wanted("r"), reply(403, errorXML("AccessDenied", "x", "<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>")), "G5"},
		"moved by OSS":  {wanted("r"), info("oss-cn-shanghai"), "G5"},
		"not reachable": {wanted("r"), reply(500, ""), "A12"},
	} {
		d, _ := newTestDriver(t, routes(map[string]func(*http.Request) canned{"list": noRules, "put": target, "info": test.info}), nil)
		_, err := d.Create(t.Context(), test.rule, nil)
		e, ok := err.(*replication.Error) //nolint:errorlint // the driver returns it as such
		if !ok || e.Constraint != test.constraint || e.Advice == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whoever has no network should not wait for the time-out of the resource to hear of it.
func TestCreateTellsTroubleAtOnce(t *testing.T) {
	t.Parallel()
	d, s := newTestDriver(t, reply(500, errorXML("InternalError", "x", "")), nil)
	_, err := d.Create(t.Context(), wanted("r"), nil)
	if !replication.IsKind(err, replication.KindUnavailable) || len(s.urls) != 1 || !strings.Contains(err.Error(), "create the replication rule r") {
		t.Errorf("Create returned %v after %v", err, s.urls)
	}
}

// A rule that is in the way is told at once: whether the same apply is about to delete it is not for the driver to know.
func TestCreateRefusesForARuleInTheWay(t *testing.T) {
	t.Parallel()
	d, s := newTestDriver(t, listed(listedRule("old", "doing")), nil)
	_, err := d.Create(t.Context(), wanted("new"), nil)
	e, ok := err.(*replication.Error) //nolint:errorlint // the driver returns it as such
	if !ok || e.Kind != replication.KindConflict || e.Constraint != "A6" || !strings.Contains(e.Advice, "alibaba/cn-hangzhou/orders-hz/old") {
		t.Errorf("Create returned %v", err)
	}
	if obstacle, ok := replication.InTheWay(err); !ok || obstacle.ID != "old" || obstacle.Source != ordersHz || len(s.urls) != 1 {
		t.Errorf("in the way is %v after %v", obstacle, s.urls)
	}
}

// The check words the refusal, and what is in the way is known all the same.
func TestCreateTellsTheObstacleOfACheck(t *testing.T) {
	t.Parallel()
	d, _ := newTestDriver(t, listed(listedRule("old", "doing")), nil)
	_, err := d.Create(t.Context(), wanted("new"), func([]replication.Rule) error {
		return &replication.Error{Kind: replication.KindConflict, Constraint: "G2"}
	})
	if obstacle, ok := replication.InTheWay(err); !ok || obstacle.ID != "old" || !strings.Contains(err.Error(), string(replication.KindConflict)) {
		t.Errorf("Create returned %v, in the way is %v", err, obstacle)
	}
}

func TestCreateWaitsForAClosingRule(t *testing.T) {
	t.Parallel()
	lists := 0
	d, s := newTestDriver(t, routes(map[string]func(*http.Request) canned{
		"put": reply(200, ""),
		"list": func(r *http.Request) canned {
			switch lists++; {
			case lists <= 5:
				return listed(listedRule("old", "closing"))(r)
			case lists == 6:
				return noRules(r)
			default:
				return listed(listedRule("new", "starting"))(r)
			}
		},
	}), nil)
	if rule, err := d.Create(t.Context(), wanted("new"), nil); err != nil || rule.ID != "new" {
		t.Errorf("Create returned %+v, %v after %v", rule, err, s.urls)
	}
}

func TestCreateGivesUpOnAClosingRuleInTime(t *testing.T) {
	t.Parallel()
	d, _ := newTestDriver(t, listed(listedRule("old", "closing")), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	defer cancel()
	start := d.options.Clock.Now()
	_, err := d.Create(ctx, wanted("new"), nil)
	if !replication.IsKind(err, replication.KindConflict) || !strings.Contains(err.Error(), "old") || !strings.Contains(err.Error(), "apply again") {
		t.Errorf("Create returned %v", err)
	}
	if waited := d.options.Clock.Now().Sub(start); waited < 19*time.Minute || waited > 21*time.Minute {
		t.Errorf("waited %s, want 20m", waited)
	}
}

func TestDeleteTakesEveryFormOfGone(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(*http.Request) canned{
		"200": reply(200, ""), "204": reply(204, ""),
		"no rule":          reply(404, errorXML("NoSuchReplicationRule", "x", "")),
		"no configuration": noRules,
		"no bucket":        reply(404, errorXML("NoSuchBucket", "x", "")),
		"EC":               reply(400, errorXML("InvalidArgument", "x", "<EC>0031-00000110</EC>")),
	} {
		d, _ := newTestDriver(t, routes(map[string]func(*http.Request) canned{"delete": answer, "list": noRules}), nil)
		if err := d.Delete(t.Context(), wanted("r").Ref()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeleteThatTakesTooLongIsIncomplete(t *testing.T) {
	t.Parallel()
	d, _ := newTestDriver(t, routes(map[string]func(*http.Request) canned{
		"delete": reply(200, ""), "list": listed(listedRule("r", "closing")),
	}), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	err := d.Delete(ctx, wanted("r").Ref())
	if !replication.IsKind(err, replication.KindIncomplete) || !strings.Contains(err.Error(), "closing") || !strings.Contains(err.Error(), "next apply") {
		t.Errorf("Delete returned %v", err)
	}
}
