/**
 * Monitor and its peers under more load than a server can take.
 */
@NullMarked
package dev.monitor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
