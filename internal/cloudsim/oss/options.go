package oss

import "time"

// Options sets the pace of the simulated service and chooses where the OSS documentation disagrees with itself.
// A zero duration or rate is the default; a negative duration means at once.
type Options struct {
	// Starting is how long a new rule stays in "starting". Default 3 minutes (the documentation says 3 to 5).
	Starting time.Duration
	// Closing is how long a deleted rule stays in "closing". Default 2 minutes (90 to 180 seconds were observed).
	Closing time.Duration
	// EnablingRTC is how long replication time control stays in "enabling" once the rule is in effect. Default 10 minutes.
	EnablingRTC time.Duration
	// CopyLatency is the time from a write to its replica. Default 30 seconds.
	CopyLatency time.Duration
	// HistoricalPerSecond is how many existing objects a rule copies in a second. Default 1.
	HistoricalPerSecond float64

	// RefuseEmptyElements answers InvalidArgument to empty elements in a replication rule. Off, they mean the default;
	// what the real service does is not documented.
	RefuseEmptyElements bool
	// OldTaggingRules applies the older documentation of tag filters: only the action PUT, and only from Hangzhou to
	// another region or from Sydney to another region outside mainland China.
	OldTaggingRules bool
	// EncryptionNotSetIs400 answers 400 instead of 404 with NoSuchServerSideEncryptionRule, as the API page has it.
	EncryptionNotSetIs400 bool
	// DeleteWithoutRulesIs404 answers NoSuchReplicationConfiguration to the deletion of a rule in a bucket that has
	// none. Off, the answer is 200, as the DeleteBucketReplication page says.
	DeleteWithoutRulesIs404 bool
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		value    *time.Duration
		standard time.Duration
	}{
		{&o.Starting, 3 * time.Minute},
		{&o.Closing, 2 * time.Minute},
		{&o.EnablingRTC, 10 * time.Minute},
		{&o.CopyLatency, 30 * time.Second},
	} {
		switch {
		case *d.value == 0:
			*d.value = d.standard
		case *d.value < 0:
			*d.value = 0
		}
	}
	if o.HistoricalPerSecond <= 0 {
		o.HistoricalPerSecond = 1
	}
	return o
}
