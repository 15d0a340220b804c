/**
 * The page beside Spring Security.
 */
@NullMarked
package dev.monitor.dashboard.security;

import org.jspecify.annotations.NullMarked;
