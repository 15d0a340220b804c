@NullMarked
package dev.monitor.access.jetty;

import org.jspecify.annotations.NullMarked;
