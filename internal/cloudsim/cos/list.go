package cos

import (
	"encoding/xml"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// listing is one page of keys: what both list operations share.
type listing struct {
	c                           *call
	limit                       int
	prefix, delimiter, encoding string
	encode                      func(string) string
}

func newListing(c *call) (*listing, *apiError) {
	limit, failure := number(c, "max-keys", 1000, 1000)
	if failure != nil {
		return nil, failure
	}
	l := &listing{c: c, limit: limit, prefix: c.query.Get("prefix"), delimiter: c.query.Get("delimiter"), encode: func(s string) string { return s }}
	if l.encoding = c.query.Get("encoding-type"); l.encoding == "url" {
		l.encode = func(s string) string { return wire.Escape(s, false) }
	} else if l.encoding != "" {
		return nil, invalidArgument("The encoding-type must be url.")
	}
	return l, nil
}

func (l *listing) entries(after string, has func(key string) bool) []wire.Entry {
	return wire.Entries(sortedKeys(l.c.bucket.Objects), l.prefix, l.delimiter, after, has)
}

type objectXML struct {
	Key          string   `xml:"Key"`
	LastModified string   `xml:"LastModified"`
	ETag         string   `xml:"ETag"`
	Size         int      `xml:"Size"`
	Owner        ownerXML `xml:"Owner"`
	StorageClass string   `xml:"StorageClass"`
}

type prefixXML struct {
	Prefix string `xml:"Prefix"`
}

func (s *Service) listObjects(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	document := struct {
		XMLName      xml.Name    `xml:"ListBucketResult"`
		Name         string      `xml:"Name"`
		EncodingType string      `xml:"EncodingType,omitempty"`
		Prefix       string      `xml:"Prefix"`
		Marker       string      `xml:"Marker"`
		MaxKeys      int         `xml:"MaxKeys"`
		Delimiter    string      `xml:"Delimiter,omitempty"`
		IsTruncated  bool        `xml:"IsTruncated"`
		NextMarker   string      `xml:"NextMarker,omitempty"`
		Common       []prefixXML `xml:"CommonPrefixes"`
		Contents     []objectXML `xml:"Contents"`
	}{
		Name: c.bucket.Name, EncodingType: l.encoding, Prefix: l.encode(l.prefix), Marker: l.encode(c.query.Get("marker")),
		MaxKeys: l.limit, Delimiter: l.encode(l.delimiter),
	}
	entries := l.entries(c.query.Get("marker"), func(key string) bool { return !c.bucket.current(key).Marker })
	if document.IsTruncated = len(entries) > l.limit; document.IsTruncated {
		entries = entries[:l.limit]
		document.NextMarker = l.encode(entries[l.limit-1].Name)
	}
	for _, e := range entries {
		if e.Common {
			document.Common = append(document.Common, prefixXML{l.encode(e.Name)})
			continue
		}
		v := c.bucket.current(e.Name)
		document.Contents = append(document.Contents, objectXML{
			Key: l.encode(e.Name), LastModified: listTime(v.Modified), ETag: `"` + v.ETag + `"`, Size: len(v.Content),
			Owner: newOwner(c.bucket.Owner), StorageClass: v.Class,
		})
	}
	return xmlReply(document)
}

func listTime(t time.Time) string { return wire.Time(t.Truncate(time.Second)) }

type versionXML struct {
	Key          string   `xml:"Key"`
	VersionID    string   `xml:"VersionId"`
	IsLatest     bool     `xml:"IsLatest"`
	LastModified string   `xml:"LastModified"`
	ETag         string   `xml:"ETag,omitempty"`
	Size         *int     `xml:"Size"`
	StorageClass string   `xml:"StorageClass,omitempty"`
	Owner        ownerXML `xml:"Owner"`
}

type versionsXML struct {
	XMLName       xml.Name     `xml:"ListVersionsResult"`
	Name          string       `xml:"Name"`
	EncodingType  string       `xml:"EncodingType,omitempty"`
	Prefix        string       `xml:"Prefix"`
	KeyMarker     string       `xml:"KeyMarker"`
	VersionMarker string       `xml:"VersionIdMarker"`
	MaxKeys       int          `xml:"MaxKeys"`
	Delimiter     string       `xml:"Delimiter,omitempty"`
	IsTruncated   bool         `xml:"IsTruncated"`
	NextKey       string       `xml:"NextKeyMarker,omitempty"`
	NextVersion   string       `xml:"NextVersionIdMarker,omitempty"`
	Common        []prefixXML  `xml:"CommonPrefixes"`
	Versions      []versionXML `xml:"Version"`
	Markers       []versionXML `xml:"DeleteMarker"`
}

// listObjectVersions lists keys in order, the newest version of each first. A page ends between two versions.
func (s *Service) listObjectVersions(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	keyMarker, versionMarker := c.query.Get("key-marker"), c.query.Get("version-id-marker")
	document := &versionsXML{
		Name: c.bucket.Name, EncodingType: l.encoding, Prefix: l.encode(l.prefix), KeyMarker: l.encode(keyMarker),
		VersionMarker: versionMarker, MaxKeys: l.limit, Delimiter: l.encode(l.delimiter),
	}
	entries := l.entries(keyMarker, func(string) bool { return true })
	if versionMarker != "" && len(c.bucket.Objects[keyMarker]) > 0 {
		entries = append([]wire.Entry{{Name: keyMarker}}, entries...)
	}
	for _, e := range entries {
		if !document.fill(l, e, versionMarker) {
			document.IsTruncated = true
			break
		}
	}
	if !document.IsTruncated {
		document.NextKey, document.NextVersion = "", ""
	}
	return xmlReply(document)
}

// fill adds a key's versions or a common prefix; false means that the page is full.
func (d *versionsXML) fill(l *listing, e wire.Entry, versionMarker string) bool {
	room := func(version string) bool {
		if len(d.Common)+len(d.Versions)+len(d.Markers) == l.limit {
			return false
		}
		d.NextKey, d.NextVersion = l.encode(e.Name), version
		return true
	}
	if e.Common {
		if room("") {
			d.Common = append(d.Common, prefixXML{l.encode(e.Name)})
			return true
		}
		return false
	}
	versions := slices.Clone(l.c.bucket.Objects[e.Name])
	slices.Reverse(versions)
	latest := versions[0]
	if e.Name == l.c.query.Get("key-marker") {
		versions = versions[1+slices.IndexFunc(versions, sameID(versionMarker)):]
	}
	for _, v := range versions {
		if !room(v.ID) {
			return false
		}
		d.add(l.encode(e.Name), v, v == latest, l.c.bucket.Owner)
	}
	return true
}

func (d *versionsXML) add(key string, v *version, latest bool, owner string) {
	x := versionXML{Key: key, VersionID: v.ID, IsLatest: latest, LastModified: listTime(v.Modified), Owner: newOwner(owner)}
	if v.Marker {
		d.Markers = append(d.Markers, x)
		return
	}
	size := len(v.Content)
	x.ETag, x.Size, x.StorageClass = `"`+v.ETag+`"`, &size, v.Class
	d.Versions = append(d.Versions, x)
}
