package us3

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

const maxPage = 1000 // INFERRED: clients are known to ask for 100

var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)

// validBucketName tells whether a bucket may be called so: 3 to 63 letters, digits and inner hyphens, not beginning with
// "www" or a region's name.
func validBucketName(name string) bool {
	reserved := strings.HasPrefix(name, "www") || slices.ContainsFunc(regions, func(r region) bool {
		return strings.HasPrefix(name, cmp.Or(r.host, r.id))
	})
	return bucketName.MatchString(name) && !reserved
}

// bucketOf is the bucket of that name in the caller's project; any other is as good as absent.
func (s *Service) bucketOf(c *call, name string) (*bucket, *failure) {
	b, ok := s.state.Buckets[name]
	if !ok || b.Owner != c.key.Account || b.Project != c.project {
		return nil, refuse(codeNoBucket)
	}
	return b, nil
}

func (s *Service) createBucket(c *call) (fields, *failure) {
	spec := BucketSpec{Name: c.text("BucketName"), Region: c.text("Region"), Owner: c.key.Account, Project: c.project, Tag: c.text("Tag")}
	if _, ok := findRegion(spec.Region); !ok {
		return nil, unavailable("Region")
	}
	if !validBucketName(spec.Name) {
		return nil, refuse(codeBadName)
	}
	var refused *failure
	if spec.Type, refused = c.oneOf("Type", TypePrivate, TypePublic); refused != nil {
		return nil, refuse(codeBadType)
	}
	if _, taken := s.state.Buckets[spec.Name]; taken {
		return nil, refuse(codeNameTaken)
	}
	count := 0
	for _, b := range s.state.Buckets {
		if b.Owner == spec.Owner && b.Region == spec.Region {
			count++
		}
	}
	if count >= standardBucketsInRegion {
		return nil, refuse(codeQuota)
	}
	return s.addBucket(spec, c.now).names(), nil
}

func (s *Service) addBucket(spec BucketSpec, now time.Time) *bucket {
	spec.Project = cmp.Or(spec.Project, s.defaultProject(spec.Owner).ID)
	spec.Type, spec.Tag, spec.StorageClass = cmp.Or(spec.Type, TypePrivate), cmp.Or(spec.Tag, "default"), cmp.Or(spec.StorageClass, ClassStandard)
	b := &bucket{BucketSpec: spec, ID: "ufile-" + newUUID()[:8], Created: now, Modified: now, Objects: map[string]*object{}}
	s.state.Buckets[spec.Name] = b
	return b
}

func (b *bucket) names() fields { return fields{"BucketName": b.Name, "BucketId": b.ID} }

// describeBucket answers one bucket in full, or a page of the project's buckets; with a region, their names alone.
func (s *Service) describeBucket(c *call) (fields, *failure) {
	if name := c.text("BucketName"); name != "" {
		b, refused := s.bucketOf(c, name)
		if refused != nil {
			if s.state.Switches.MissingBucketIsEmpty {
				return fields{"DataSet": []fields{}}, nil
			}
			return nil, refused
		}
		return fields{"DataSet": []fields{b.describe()}}, nil
	}
	offset, refused := c.number("Offset", 0, 0, 1<<30)
	if refused != nil {
		return nil, refused
	}
	limit, refused := c.number("Limit", 20, 1, maxPage)
	if refused != nil {
		return nil, refused
	}
	rows := []fields{}
	for _, name := range sortedKeys(s.state.Buckets) {
		b, refused := s.bucketOf(c, name)
		switch wanted := c.text("Region"); {
		case refused != nil:
		case wanted == "":
			rows = append(rows, b.describe())
		case wanted == b.Region:
			rows = append(rows, fields{"BucketName": b.Name})
		}
	}
	return fields{"DataSet": page(rows, offset, limit)}, nil
}

func page[T any](rows []T, offset, limit int) []T {
	offset = min(offset, len(rows))
	return rows[offset:min(offset+limit, len(rows))]
}

func (b *bucket) describe() fields {
	r, _ := findRegion(b.Region)
	return fields{
		"Region": b.Region, "BucketName": b.Name, "BucketId": b.ID, "Type": b.Type, "Tag": b.Tag, "StorageClass": b.StorageClass,
		"Biz": "general", "HasUserDomain": 0, "CreateTime": b.Created.Unix(), "ModifyTime": b.Modified.Unix(), "CdnDomainId": []string{},
		"Domain": fields{"Src": []string{b.Name + "." + r.suffix()}, "Cdn": []string{}, "CustomSrc": []string{}, "CustomCdn": []string{}},
	}
}

func (s *Service) updateBucket(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	kind, refused := c.oneOf("Type", b.Type, TypePrivate, TypePublic)
	if refused != nil {
		return nil, refuse(codeBadType)
	}
	class, refused := c.oneOf("StorageClass", b.StorageClass, ClassStandard, ClassIA, ClassArchive)
	if refused != nil {
		return nil, refused
	}
	b.Type, b.StorageClass, b.Modified = kind, class, c.now
	return b.names(), nil
}

// deleteBucket refuses a bucket that is too young, not empty, mirrored, or at either end of a rule. That a rule which
// is disabled holds it too is INFERRED.
func (s *Service) deleteBucket(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	switch {
	case refused != nil:
		return nil, refused
	case c.now.Sub(b.Created) < s.options.MinimumAge:
		return nil, refuse(codeTooYoung)
	case len(b.Objects) > 0:
		return nil, refuse(codeNotEmpty)
	case len(b.Mirrors) > 0:
		return nil, refuse(codeMirrorBlocksDelete)
	case s.inRule(b.Name):
		return nil, refuse(codeReplicationNotOff)
	}
	delete(s.state.Buckets, b.Name)
	return b.names(), nil
}

// inRule tells whether the bucket is the source or the destination of a rule.
func (s *Service) inRule(name string) bool {
	for _, source := range s.state.Buckets {
		for _, rule := range source.Rules {
			if source.Name == name || rule.DstBucket == name {
				return true
			}
		}
	}
	return false
}

func (s *Service) describeMirrors(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	rows := []fields{}
	for _, m := range b.Mirrors {
		rows = append(rows, fields{
			"Condition": fields{"Prefix": m.Prefix, "StatusCode": 404},
			"Remote":    fields{"Domain": m.Domain, "Type": "addition", "Prefix": "", "Suffix": "", "FixedPath": ""},
			"Type":      cmp.Or(m.Type, "mirror"),
		})
	}
	return fields{"Mirrors": rows}, nil
}
