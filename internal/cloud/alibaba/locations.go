package alibaba

import (
	"context"
	"encoding/xml"
	"net/http"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

type locationsXML struct {
	XMLName       xml.Name      `xml:"ReplicationLocation"`
	Locations     []string      `xml:"Location"`
	TransferTypes []transferXML `xml:"LocationTransferTypeConstraint>LocationTransferType"`
	TimeControl   []string      `xml:"LocationRTCConstraint>Location"`
}

type transferXML struct {
	Location string   `xml:"Location"`
	Types    []string `xml:"TransferTypes>Type"`
}

// Locations tells where the bucket can replicate to. OSS does not list the bucket's own region, though a bucket can
// replicate within it.
func (d *Driver) Locations(ctx context.Context, source replication.BucketRef) (replication.Locations, error) {
	var answer locationsXML
	_, err := d.do(ctx, call{
		bucket: source, does: "read the replication locations", api: "GetBucketReplicationLocation",
		method: http.MethodGet, query: map[string]string{"replicationLocation": ""},
	}, &answer)
	if err != nil {
		return replication.Locations{}, err
	}
	var only []string
	for _, transfer := range answer.TransferTypes {
		if slices.Contains(transfer.Types, transferAcc) && !slices.Contains(transfer.Types, transferInternal) {
			only = append(only, transfer.Location)
		}
	}
	return replication.Locations{
		Regions:          otherRegions(answer.Locations, source.Region),
		AccelerationOnly: otherRegions(only, source.Region),
		TimeControl:      otherRegions(answer.TimeControl, source.Region),
	}, nil
}

// otherRegions are the regions of the locations, sorted, without the bucket's own.
func otherRegions(locations []string, own string) []string {
	var regions []string
	for _, location := range locations {
		if region := regionOf(location); region != own {
			regions = append(regions, region)
		}
	}
	slices.Sort(regions)
	return slices.Compact(regions)
}
