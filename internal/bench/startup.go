package main

import (
	"context"
	"fmt"
	"os/exec"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
)

// handshake is how Terraform tells a provider that it is started as a plugin; protocol 6 is the one that we serve.
var handshake = plugin.HandshakeConfig{
	ProtocolVersion: 4, MagicCookieKey: "TF_PLUGIN_MAGIC_COOKIE",
	MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
}

// started is what a start of the provider costs: from exec to the answer with all schemas, and the memory after it.
type started struct {
	schema   samples
	resident int64 // bytes, the highest of all starts; 0 where /proc does not tell
}

// startup starts the provider so many times, each time as Terraform does.
func startup(ctx context.Context, binary string, times int) (started, error) {
	var all started
	for range times {
		took, resident, err := startOnce(ctx, binary)
		if err != nil {
			return all, fmt.Errorf("start the provider: %w", err)
		}
		all.schema = append(all.schema, took)
		all.resident = max(all.resident, resident)
	}
	return all, nil
}

func startOnce(ctx context.Context, binary string) (took time.Duration, resident int64, err error) {
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig: handshake, AutoMTLS: true, Logger: hclog.NewNullLogger(),
		VersionedPlugins: map[int]plugin.PluginSet{6: {"provider": connection{}}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC}, Cmd: exec.CommandContext(ctx, binary),
	})
	defer client.Kill()
	begin := time.Now()
	protocol, err := client.Client()
	if err != nil {
		return 0, 0, err
	}
	dispensed, err := protocol.Dispense("provider")
	if err != nil {
		return 0, 0, err
	}
	conn, ok := dispensed.(*grpc.ClientConn)
	if !ok {
		return 0, 0, fmt.Errorf("the plugin library gave a %T", dispensed)
	}
	var request, answer []byte // an empty message has no bytes
	if err := conn.Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", &request, &answer, grpc.ForceCodec(raw{})); err != nil {
		return 0, 0, err
	}
	took = time.Since(begin)
	if len(answer) < 1000 {
		return 0, 0, fmt.Errorf("the provider answered %d bytes, which cannot be its schemas", len(answer))
	}
	return took, memory(client.ReattachConfig().Pid, "VmRSS"), nil
}

// connection is a plugin whose client is the bare connection.
type connection struct{ plugin.NetRPCUnsupportedPlugin }

// GRPCServer serves nothing: the provider does.
func (connection) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

// GRPCClient hands out the connection.
func (connection) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return conn, nil
}

// raw sends and receives messages as bytes, so that no copy of Terraform's protocol is needed here.
type raw struct{}

// Marshal takes the bytes behind a *[]byte.
func (raw) Marshal(v any) ([]byte, error) {
	if message, ok := v.(*[]byte); ok {
		return *message, nil
	}
	return nil, fmt.Errorf("cannot send a %T", v)
}

// Unmarshal puts the bytes into a *[]byte.
func (raw) Unmarshal(data []byte, v any) error {
	message, ok := v.(*[]byte)
	if !ok {
		return fmt.Errorf("cannot receive into a %T", v)
	}
	*message = append([]byte(nil), data...)
	return nil
}

// Name is what the provider's side calls the encoding.
func (raw) Name() string { return "proto" }
