/**
 * Load over HTTP: at given times whatever the answers (open loop), or by clients that
 * wait for each answer (closed loop).
 */
@NullMarked
package dev.monitor.benchmarks.client;

import org.jspecify.annotations.NullMarked;
