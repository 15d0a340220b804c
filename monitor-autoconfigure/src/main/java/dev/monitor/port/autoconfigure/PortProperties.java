package dev.monitor.port.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the monitor port.
 */
@ConfigurationProperties("monitor.port")
public class PortProperties {

	/**
	 * Port to listen on, 0 for any free one. Defaults to the web server's port and 80.
	 * Without a web server, and in tests, nothing is opened unless it is set.
	 */
	private @Nullable Integer port;

	/**
	 * Address to listen on. The port has no login: each caller that can reach the address
	 * can run the commands.
	 */
	private String address = "127.0.0.1";

	/**
	 * Names of the commands that clients may run. Defaults to all that only read.
	 */
	private @Nullable List<String> commands;

	/**
	 * Most connections, 4 to 1024. One more closes the oldest of those that have not
	 * asked, or else of all.
	 */
	private int maxConnections = 64;

	/**
	 * How long a client may say nothing before its connection is closed, 1s to 1h.
	 */
	private Duration idleTimeout = Duration.ofSeconds(30);

	/**
	 * Longest line a client may send, 64 to 4096 bytes.
	 */
	private int maxLine = 1024;

	/**
	 * Whether the answer to an agent check lifts what an operator of HAProxy has set:
	 * drain or maint.
	 */
	private boolean agentReady;

	public @Nullable Integer getPort() {
		return this.port;
	}

	public void setPort(@Nullable Integer port) {
		this.port = port;
	}

	public String getAddress() {
		return this.address;
	}

	public void setAddress(String address) {
		this.address = address;
	}

	public @Nullable List<String> getCommands() {
		return this.commands;
	}

	public void setCommands(@Nullable List<String> commands) {
		this.commands = commands;
	}

	public int getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(int maxConnections) {
		this.maxConnections = maxConnections;
	}

	public Duration getIdleTimeout() {
		return this.idleTimeout;
	}

	public void setIdleTimeout(Duration idleTimeout) {
		this.idleTimeout = idleTimeout;
	}

	public int getMaxLine() {
		return this.maxLine;
	}

	public void setMaxLine(int maxLine) {
		this.maxLine = maxLine;
	}

	public boolean isAgentReady() {
		return this.agentReady;
	}

	public void setAgentReady(boolean agentReady) {
		this.agentReady = agentReady;
	}

}
