package permissionspolicy_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// object is a configuration: strings, numbers, flags, lists and objects; what is left out is null.
type object map[string]any

// process is the provider as Terraform talks to it, without Terraform: a life cycle takes milliseconds.
type process struct {
	t       *testing.T
	sim     *cloudsim.Simulator
	config  object
	server  tfprotov6.ProviderServer
	schemas *tfprotov6.GetProviderSchemaResponse
	// said is every error and warning, as severity and summary.
	said []string
}

// instance is a resource of a type with its state, as Terraform keeps it.
type instance struct {
	name    string
	config  object
	state   *tfprotov6.DynamicValue
	private []byte
}

func start(t *testing.T, sim *cloudsim.Simulator, config object) *process {
	t.Helper()
	p := &process{t: t, sim: sim, config: config}
	p.restart()
	return p
}

// restart makes it a new process, as every command of Terraform does.
func (p *process) restart() {
	p.t.Helper()
	var err error
	p.server, err = acctest.Factories(p.sim)["multicloud"]()
	p.must(err)
	p.schemas, err = p.server.GetProviderSchema(p.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	p.must(err)
	answer, err := p.server.ConfigureProvider(p.t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.11.4", Config: p.dynamic(p.schemas.Provider, p.config),
	})
	p.must(err)
	p.hear(answer.Diagnostics)
}

func (p *process) hear(diagnostics []*tfprotov6.Diagnostic) {
	for _, d := range diagnostics {
		p.said = append(p.said, fmt.Sprintf("%s: %s: %s", d.Severity, d.Summary, strings.Join(strings.Fields(d.Detail), " ")))
	}
}

func (p *process) failed() bool {
	return slices.ContainsFunc(p.said, func(s string) bool { return strings.HasPrefix(s, tfprotov6.DiagnosticSeverityError.String()) })
}

// apply refreshes, plans and applies what the instance is configured to be; without a configuration it is destroyed.
func (p *process) apply(i *instance) {
	p.t.Helper()
	p.restart()
	schema := p.schemas.ResourceSchemas[i.name]
	typ := schema.ValueType()
	if i.state == nil {
		i.state = p.raw(typ, tftypes.NewValue(typ, nil))
	} else if !p.failed() {
		answer, err := p.server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: i.name, CurrentState: i.state, Private: i.private})
		p.must(err)
		p.hear(answer.Diagnostics)
		i.state, i.private = answer.NewState, answer.Private
	}
	if p.failed() {
		return
	}
	config, proposed := p.raw(typ, tftypes.NewValue(typ, nil)), p.raw(typ, tftypes.NewValue(typ, nil))
	if i.config != nil {
		config = p.dynamic(schema, i.config)
		proposed = p.raw(typ, p.proposed(schema, config, i.state))
	}
	plan, err := p.server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.name, PriorState: i.state, ProposedNewState: proposed, Config: config, PriorPrivate: i.private,
	})
	p.must(err)
	p.hear(plan.Diagnostics)
	if p.failed() {
		return
	}
	if len(plan.RequiresReplace) > 0 && i.config != nil && !p.value(typ, i.state).IsNull() {
		p.t.Fatalf("%s would be replaced: %v", i.name, plan.RequiresReplace)
	}
	answer, err := p.server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.name, PriorState: i.state, PlannedState: plan.PlannedState, Config: config, PlannedPrivate: plan.PlannedPrivate,
	})
	p.must(err)
	p.hear(answer.Diagnostics)
	i.state, i.private = answer.NewState, answer.Private
}

// read reads a data source and returns one of its strings.
func (p *process) read(name string, config object, attribute string) string {
	p.t.Helper()
	schema := p.schemas.DataSourceSchemas[name]
	answer, err := p.server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: p.dynamic(schema, config)})
	p.must(err)
	p.hear(answer.Diagnostics)
	if p.failed() {
		return ""
	}
	return p.text(schema.ValueType(), answer.State, attribute)
}

func (p *process) text(typ tftypes.Type, of *tfprotov6.DynamicValue, attribute string) string {
	p.t.Helper()
	var attributes map[string]tftypes.Value
	var text string
	p.must(p.value(typ, of).As(&attributes))
	p.must(attributes[attribute].As(&text))
	return text
}

// id is the id of an instance that was applied; empty if it was not.
func (p *process) id(i *instance) string {
	if p.failed() {
		return ""
	}
	return p.text(p.schemas.ResourceSchemas[i.name].ValueType(), i.state, "id")
}

// proposed is the configuration with what Terraform keeps of the state where it says nothing.
func (p *process) proposed(schema *tfprotov6.Schema, config, state *tfprotov6.DynamicValue) tftypes.Value {
	typ := schema.ValueType()
	was, is := p.value(typ, state), p.value(typ, config)
	if was.IsNull() {
		return is
	}
	return p.keep(schema.Block.Attributes, is, was)
}

func (p *process) keep(attributes []*tfprotov6.SchemaAttribute, is, was tftypes.Value) tftypes.Value {
	var now, before map[string]tftypes.Value
	p.must(is.As(&now))
	p.must(was.As(&before))
	for _, a := range attributes {
		switch {
		case now[a.Name].IsNull() && a.Computed:
			now[a.Name] = before[a.Name]
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle && !now[a.Name].IsNull() && !before[a.Name].IsNull():
			now[a.Name] = p.keep(a.NestedType.Attributes, now[a.Name], before[a.Name])
		}
	}
	return tftypes.NewValue(is.Type(), now)
}

func (p *process) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) value(typ tftypes.Type, of *tfprotov6.DynamicValue) tftypes.Value {
	p.t.Helper()
	v, err := of.Unmarshal(typ)
	p.must(err)
	return v
}

func (p *process) raw(typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	p.t.Helper()
	dynamic, err := tfprotov6.NewDynamicValue(typ, v)
	p.must(err)
	return &dynamic
}

func (p *process) dynamic(schema *tfprotov6.Schema, config object) *tfprotov6.DynamicValue {
	p.t.Helper()
	return p.raw(schema.ValueType(), valueOf(p.t, schema.ValueType(), config))
}

// valueOf is v as a value of the type.
func valueOf(t *testing.T, typ tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch v := v.(type) {
	case object:
		typ, ok := typ.(tftypes.Object)
		if !ok {
			t.Fatalf("%v is no %s", v, typ)
		}
		values := map[string]tftypes.Value{}
		for name, attribute := range typ.AttributeTypes {
			values[name] = valueOf(t, attribute, v[name])
		}
		for name := range maps.Keys(v) {
			if _, ok := typ.AttributeTypes[name]; !ok {
				t.Fatalf("there is no attribute %s", name)
			}
		}
		return tftypes.NewValue(typ, values)
	case []any:
		var element tftypes.Type
		switch typ := typ.(type) {
		case tftypes.List:
			element = typ.ElementType
		case tftypes.Set:
			element = typ.ElementType
		}
		values := []tftypes.Value{}
		for _, one := range v {
			values = append(values, valueOf(t, element, one))
		}
		return tftypes.NewValue(typ, values)
	case int:
		return tftypes.NewValue(typ, big.NewFloat(float64(v)))
	default:
		return tftypes.NewValue(typ, v)
	}
}
