/**
 * JMH benchmarks.
 */
package dev.monitor.benchmarks;
