@NullMarked
package dev.monitor.metricline.autoconfigure;

import org.jspecify.annotations.NullMarked;
