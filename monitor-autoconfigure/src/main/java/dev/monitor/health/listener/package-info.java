/**
 * Answers probes that come through a listener of their own.
 */
@NullMarked
package dev.monitor.health.listener;

import org.jspecify.annotations.NullMarked;
