package dev.monitor.benchmarks.load.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What all peers are told.
 *
 * @param limit requests served at once
 * @param waitTime longest wait for a permit
 */
@ConfigurationProperties("load")
record PeerProperties(int limit, Duration waitTime) {

}
