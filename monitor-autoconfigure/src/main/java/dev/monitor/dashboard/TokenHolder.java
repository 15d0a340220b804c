package dev.monitor.dashboard;

import dev.monitor.guard.AccessRule;

/**
 * Whoever has a token.
 *
 * @param name name of the token
 * @param level what its holder may do
 * @param rule admits requests with the token
 */
public record TokenHolder(String name, AccessLevel level, AccessRule rule) {

}
