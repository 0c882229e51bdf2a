package cos

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

func (s *Service) getBucketReplication(c *call) (reply, *apiError) {
	d := c.bucket.SeenReplication.read(c.bucket.Replication, c.now)
	if d == nil {
		return reply{}, s.noReplication()
	}
	answer := rawXML(d.XML)
	answer.header.Set("x-cos-replication-rule-creation-time", d.Created.UTC().Format(http.TimeFormat))
	return answer, nil
}

func (s *Service) noReplication() *apiError {
	code := "ReplicationConfigurationnotFoundError"
	if s.options.NotFoundErrorCapitalN {
		code = "ReplicationConfigurationNotFoundError"
	}
	return notFound(code, "The replication configuration was not found.")
}

func (s *Service) deleteBucketReplication(c *call) (reply, *apiError) {
	if c.bucket.Replication == nil && s.options.DeleteWithoutConfigurationIs404 {
		return reply{}, s.noReplication()
	}
	if c.bucket.Replication != nil {
		s.setReplication(c.bucket, nil, c.now, s.state.Delay)
	}
	return reply{status: http.StatusNoContent}, nil
}

// putBucketReplication replaces the whole configuration: there are no conditions on what it replaces.
func (s *Service) putBucketReplication(c *call) (reply, *apiError) {
	if failure := c.checkConfiguration(); failure != nil {
		return reply{}, failure
	}
	d, root, err := readDocument(string(c.body), c.now)
	if err != nil {
		return reply{}, malformedXML("%v", err)
	}
	for _, check := range []func() *apiError{
		func() *apiError { return s.checkForm(root) },
		func() *apiError { return checkRole(root, c.bucket) },
		func() *apiError { return checkRules(root, d) },
		func() *apiError { return s.checkTogether(d, c.bucket) },
		func() *apiError { return s.checkOwners(c, d) },
		func() *apiError { return s.checkDestinations(d) },
		func() *apiError { return checkSource(c.bucket) },
		func() *apiError { return s.checkDestinationStates(d, c.bucket) },
		func() *apiError { return s.checkKMSKeys(d) },
	} {
		if failure := check(); failure != nil {
			return reply{}, failure
		}
	}
	if d, err = s.asStored(d, root); err != nil {
		return reply{}, fail(http.StatusInternalServerError, "InternalError", "The simulator could not store the document: "+err.Error())
	}
	s.setReplication(c.bucket, d, c.now, s.state.Delay)
	return reply{}, nil
}

// setReplication puts a document into effect at once, and shows it to reads after the delay. Copies that no enabled rule
// asks for any more are given up for good, as the console guide says of a rule that is disabled.
func (s *Service) setReplication(b *bucket, d *document, now time.Time, delay time.Duration) {
	b.SeenReplication.keep(b.Replication, now, delay)
	b.Replication = d
	b.Tasks = slices.DeleteFunc(b.Tasks, func(t task) bool {
		return d == nil || !slices.ContainsFunc(d.Rules, func(r Rule) bool {
			return r.Status == "Enabled" && r.ID == t.Rule.ID && r.Bucket == t.Rule.Bucket && strings.HasPrefix(t.Key, r.Prefix)
		})
	})
}

// asStored is the document as a read will show it: as it was sent, byte for byte, unless Options say otherwise.
func (s *Service) asStored(d *document, root *element) (*document, error) {
	o := s.options
	if !o.EchoDefaults && !o.UpperCaseStorageClass && !o.ReverseRules {
		return d, nil
	}
	text, rules := d.XML, root.all("Rule")
	stored := make([]string, len(rules))
	for i, e := range rules {
		stored[i] = s.ruleAsStored(text, e)
		if o.ReverseRules {
			stored[i] = s.ruleAsStored(text, rules[len(rules)-1-i])
		}
	}
	for i := len(rules) - 1; i >= 0; i-- { // from behind, so that the places in front stay right
		text = text[:rules[i].start] + stored[i] + text[rules[i].end:]
	}
	d, _, err := readDocument(text, d.Created)
	return d, err
}

func (s *Service) ruleAsStored(text string, e *element) string {
	rule := text[e.start:e.end]
	if class := e.at("Destination", "StorageClass"); class != nil && s.options.UpperCaseStorageClass {
		rule = text[e.start:class.innerStart] + strings.ToUpper(class.text) + text[class.innerEnd:e.end]
	}
	if !s.options.EchoDefaults {
		return rule
	}
	added := ""
	if e.value("ID") == "" {
		added += "<ID>" + random.Hex(16) + "</ID>"
	}
	if e.at("DeleteMarkerReplication") == nil {
		added += "<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>"
	}
	body, _ := strings.CutSuffix(rule, text[e.innerEnd:e.end])
	return body + added + text[e.innerEnd:e.end]
}
