@NullMarked
package dev.monitor.access.tomcat;

import org.jspecify.annotations.NullMarked;
