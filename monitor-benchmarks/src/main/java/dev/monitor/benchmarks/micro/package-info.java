/**
 * JMH benchmarks of single operations.
 */
@NullMarked
package dev.monitor.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
