@NullMarked
package dev.monitor.concurrency.jetty;

import org.jspecify.annotations.NullMarked;
